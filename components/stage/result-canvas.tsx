'use client'

import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { followLook } from '@/components/stage/follow-look'
import { placeCanvas } from '@/components/stage/placement.client'
import { useStudioStore } from '@/components/ui/studio-provider'
import type { ImageView } from '@/lib/edits/view'
import { featherMask } from '@/lib/fidelity/keep-mask'
import { type Affine, compose, scaling } from '@/lib/fidelity/transform'
import type { Mask, Size } from '@/lib/images/raster'
import { previewAddress } from '@/lib/studio/image-address'

/**
 * What the composite will take from the result, over the original: as it will be, at the size of the screen's preview.
 * @param mask what is taken; its size is that of the canvas
 */
export function ResultCanvas({ picture, place, mask, featherPx, original }: ResultCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const store = useStudioStore()
  const result = usePicture(picture)
  // By its numbers: it is found anew whenever a node changes.
  const { a, b, c, d, e, f } = place
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || !result) return
    drawTaken(context, mask, (featherPx * mask.width) / original.width)
    drawResult(context, result, picture, { a, b, c, d, e, f }, original)
  }, [result, picture, a, b, c, d, e, f, mask, featherPx, original])
  useLayoutEffect(() => {
    const follow = () => {
      if (canvas.current) placeCanvas(canvas.current, store.getState())
    }
    return followLook(store, follow)
  }, [store])
  return (
    <canvas
      ref={canvas}
      width={mask.width}
      height={mask.height}
      role="img"
      aria-label="What is taken from the edit"
      className="pointer-events-none absolute top-0 left-0 max-w-none origin-top-left"
    />
  )
}

type ResultCanvasProps = {
  picture: ImageView
  /** Where the px of the result lie on the original. */
  place: Affine
  mask: Mask
  /** In px of the original. */
  featherPx: number
  original: Size
}

function usePicture({ id }: ImageView): HTMLImageElement | undefined {
  const [loaded, setLoaded] = useState<{ id: string; image: HTMLImageElement }>()
  useEffect(() => {
    const image = new Image()
    image.src = previewAddress(id)
    image.onload = () => setLoaded({ id, image })
    return () => {
      image.onload = null
    }
  }, [id])
  return loaded?.id === id ? loaded.image : undefined
}

/** Opaque where the result is taken. */
function drawTaken(context: CanvasRenderingContext2D, mask: Mask, featherPx: number): void {
  const { width, height } = mask
  const whole = { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 }
  const { data } = featherPx > 0 ? featherMask(mask, featherPx, mask, whole) : mask
  const rgba = new ImageData(width, height)
  for (let i = 0; i < data.length; i++) rgba.data[4 * i + 3] = data[i]!
  context.putImageData(rgba, 0, 0)
}

/** Only where there is something: the rest lets the original through. */
function drawResult(
  context: CanvasRenderingContext2D,
  result: HTMLImageElement,
  picture: Size,
  place: Affine,
  original: Size,
): void {
  const perPx = scaling(context.canvas.width / original.width, context.canvas.height / original.height)
  const { a, b, c, d, e, f } = compose(perPx, place)
  context.globalCompositeOperation = 'source-in'
  context.setTransform(a, d, b, e, c, f)
  context.drawImage(result, 0, 0, picture.width, picture.height)
  context.resetTransform()
  context.globalCompositeOperation = 'source-over'
}
