import { TryInstructions } from '@/components/studio/try-instructions'

/** Above the prompt of a project with photos and nothing made of them. */
export default function TriesRow() {
  return (
    <div className="mb-1 flex items-center gap-2 border-line border-b px-1 pt-0.5 pb-2">
      <span className="text-ink-3">Try</span>
      <TryInstructions isRow />
    </div>
  )
}
