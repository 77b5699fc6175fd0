import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

const sizes = { small: 'size-7', medium: 'size-8', large: 'size-10' } as const

/**
 * A square cut of a photo. `isDim` greys it while the thing is not there yet; `children` is an icon on top. Its picture
 * says nothing that the words beside it do not say, so it is silent unless `alt` is given.
 */
export function Thumbnail({
  src,
  alt = '',
  size = 'small',
  isDim = false,
  isLazy = false,
  className,
  children,
}: {
  src?: string
  alt?: string
  size?: keyof typeof sizes
  isDim?: boolean
  isLazy?: boolean
  className?: string
  children?: ReactNode
}) {
  return (
    <span className={cn('photo-edge block shrink-0 rounded-1 bg-stage', sizes[size], className)}>
      {src && (
        <img
          src={src}
          alt={alt}
          draggable={false}
          decoding="async"
          loading={isLazy ? 'lazy' : undefined}
          className={cn('size-full object-cover', isDim && 'opacity-35 grayscale')}
        />
      )}
      {children && <span className="absolute inset-0 grid place-items-center">{children}</span>}
    </span>
  )
}
