'use client'

import { useState } from 'react'
import { focusField } from '@/components/composer/focus-field'
import { Alert } from '@/components/ui/alert'
import { useStudioStore } from '@/components/ui/studio-provider'
import { offeredSamples } from '@/lib/images/offered-samples'

/** Photos that come with the product, each with its maker and licence. */
export function SamplePhotos() {
  const store = useStudioStore()
  const [problem, setProblem] = useState<string>()
  const handleClick = async (file: string, isByKey: boolean) => {
    setProblem(undefined)
    const photo = await fetchSample(file).catch(() => undefined)
    if (photo) {
      store.getState().addFiles([photo])
      // The button goes away with its page: the next step is to say what should change.
      if (isByKey) focusField('prompt')
    } else setProblem('The sample could not be fetched. Try again.')
  }
  return (
    <section aria-labelledby="samples" className="flex flex-col gap-2">
      <h3 id="samples" className="text-section">
        Sample photos
      </h3>
      <ul className="grid grid-cols-6 gap-2 @max-[640px]/stage:grid-cols-3">
        {offeredSamples.map(({ id, file, title, credit, licence }) => (
          <li key={id}>
            <button
              type="button"
              title={`${title} · ${credit} · ${licence}`}
              onClick={(event) => void handleClick(file, event.detail === 0)}
              className="group block w-full rounded-1 text-left"
            >
              <span className="photo-edge block rounded-1">
                <img
                  src={`/samples/thumbs/${id}.webp`}
                  alt=""
                  width={256}
                  height={171}
                  className="aspect-3/2 w-full object-cover"
                />
              </span>
              <span className="block truncate pt-1 text-ink-2 group-hover:text-ink">{title}</span>
            </button>
          </li>
        ))}
      </ul>
      {problem && <Alert>{problem}</Alert>}
    </section>
  )
}

async function fetchSample(file: string): Promise<File> {
  const response = await fetch(`/samples/${file}`)
  if (!response.ok) throw new Error(`The sample answered ${response.status}.`)
  return new File([await response.blob()], file, { type: 'image/jpeg' })
}
