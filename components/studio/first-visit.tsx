'use client'

import { SampleCredits } from '@/components/studio/sample-credits'
import { SamplePhotos } from '@/components/studio/sample-photos'
import { TryInstructions } from '@/components/studio/try-instructions'
import { Button } from '@/components/ui/button'
import { ImagePlus, Link } from '@/components/ui/icons'
import { fieldId } from '@/lib/studio/keys/field-focus'

const STEPS = [
  { title: 'Add a photo', text: 'Yours, or one of the samples.' },
  { title: 'Say what should change', text: 'One sentence. Pick one model or several.' },
  { title: 'Compare and keep', text: 'See every changed pixel; keep the rest exactly as it was.' },
] as const

/** What an empty project shows: the three steps, photos and instructions to begin with. */
export default function FirstVisit({ onAddFromUrl }: { onAddFromUrl: () => void }) {
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto p-4 pb-2">
      <div className="flex min-h-full flex-col items-center justify-center gap-8 rounded-3 border border-line-control border-dashed p-6 max-sm:gap-6 max-sm:p-4">
        <div className="text-center">
          <h2 className="text-title">Edit a photo by saying what should change</h2>
          <p className="mt-1 text-body text-ink-2">
            The result stands beside the original, with a measure of what changed and what did not.
          </p>
          <div className="mt-4 flex flex-wrap justify-center gap-2">
            <Button
              look="strong"
              icon={<ImagePlus />}
              onClick={() => document.getElementById(fieldId('inputs'))?.click()}
            >
              Choose photos
            </Button>
            <Button look="outline" size="large" icon={<Link />} onClick={onAddFromUrl}>
              Use a web address
            </Button>
          </div>
          <p className="mt-3 text-ink-2 text-meta">
            or drop them anywhere, or paste · PNG, JPEG, WebP · up to 16, each under 50 MB
          </p>
        </div>
        <div className="flex w-full max-w-[760px] flex-col gap-8 max-sm:gap-6">
          <ol className="grid grid-cols-3 gap-6 @max-[640px]/stage:grid-cols-1 @max-[640px]/stage:gap-3">
            {STEPS.map(({ title, text }, index) => (
              <li key={title} className="flex gap-3">
                <span
                  aria-hidden="true"
                  className="grid size-6 shrink-0 place-items-center rounded-full text-ink-2 text-label shadow-control"
                >
                  {index + 1}
                </span>
                <div>
                  <h3 className="text-[13px] font-semibold leading-6">{title}</h3>
                  <p className="text-pretty text-ink-2">{text}</p>
                </div>
              </li>
            ))}
          </ol>
          <SamplePhotos />
          <section aria-labelledby="tries" className="flex flex-col gap-2">
            <h3 id="tries" className="text-section">
              Instructions to try{' '}
              <span className="ml-1 font-normal text-ink-2 text-meta">
                with the local engine, which needs no key and no network
              </span>
            </h3>
            <TryInstructions />
          </section>
          <SampleCredits />
        </div>
      </div>
    </div>
  )
}
