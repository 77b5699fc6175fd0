import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getServices, type Services } from '@/lib/services.server'

/**
 * The parts, for a page: nobody gets them without a session where one is asked for.
 * @param path of the page, where signing in leads back to
 */
export async function servicesForPage(path: string): Promise<Services> {
  const services = getServices()
  if (!(await services.sessions.has(await headers()))) redirect(`/sign-in?next=${encodeURIComponent(path)}`)
  return services
}
