/** The eye sees a disc, looks away, and sees its ring: the mark of the product. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 20 20" fill="none" aria-hidden="true" className="size-[18px]">
      <circle cx="7.5" cy="10" r="6" fill="currentColor" />
      <circle cx="12.5" cy="10" r="6" stroke="var(--accent)" strokeWidth="1.5" />
    </svg>
  )
}
