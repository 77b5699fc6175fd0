import { describe, expect, it } from 'vitest'
import { describePreparation, type InputLimits, planPreparation } from '@/lib/images/copies/preparation'

const LIMITS: InputLimits = {
  formats: ['jpeg', 'png'],
  maxBytes: 10_000_000,
  maxPixels: 36_000_000,
  maxSidePx: 6000,
  minSidePx: 15,
  minRatio: 1 / 3,
  maxRatio: 3,
}
const photo = { width: 1200, height: 800, format: 'jpeg' as const, bytes: 400_000 }

describe('planning a preparation', () => {
  it('leaves alone what fits', () => {
    expect(planPreparation(photo, LIMITS)).toEqual({
      width: 1200,
      height: 800,
      format: 'jpeg',
      keepsPixels: true,
      changes: [],
    })
    expect(describePreparation(photo, LIMITS)).toBe('Sent as it is, without metadata')
  })

  it('scales to the sides and to the area, keeping the shape', () => {
    expect(planPreparation({ ...photo, width: 9000, height: 4500 }, LIMITS)).toMatchObject({
      width: 6000,
      height: 3000,
    })
    const square = planPreparation(
      { ...photo, width: 8000, height: 8000 },
      { ...LIMITS, maxSidePx: undefined },
    )
    expect(square.width * square.height).toBeLessThanOrEqual(36_000_000)
    expect(planPreparation({ ...photo, width: 8, height: 10 }, LIMITS)).toMatchObject({
      width: 15,
      height: 19,
    })
  })

  it('turns a format that the model does not take into one that it does, keeping transparency', () => {
    expect(planPreparation({ ...photo, format: 'webp' }, LIMITS).format).toBe('jpeg')
    expect(planPreparation({ ...photo, format: 'webp', hasAlpha: true }, LIMITS).format).toBe('png')
  })

  it('says everything that it does', () => {
    const odd = {
      ...photo,
      width: 7000,
      height: 3500,
      orientation: 6,
      colourSpace: 'Display P3',
      bitDepth: 16,
    }
    expect(describePreparation(odd, LIMITS)).toBe(
      'Turned upright, converted from Display P3 to sRGB, reduced to 8 bits a channel, scaled to 6000 × 3000, without metadata',
    )
    expect(describePreparation({ ...photo, bytes: 12_000_000 }, LIMITS)).toBe(
      'Compressed to under 10 MB, without metadata',
    )
  })

  it('refuses a shape outside the limits, and names both', () => {
    const panorama = { ...photo, width: 5000, height: 1000 }
    expect(() => planPreparation(panorama, LIMITS)).toThrow(
      'This image is 5000 × 1000 (5:1); the model takes 1:3 to 3:1. Crop it and try again.',
    )
    expect(describePreparation(panorama, LIMITS)).toContain('1:3 to 3:1')
    expect(planPreparation({ ...photo, width: 300, height: 900 }, LIMITS).keepsPixels).toBe(true)
  })
})
