import { type ClassValue, clsx } from 'clsx'

/**
 * Joins class names. Classes that contradict each other are not sorted out: a part that may look different says so in
 * a property, because the table needed for merging weighs 8 kB in every page.
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes)
}
