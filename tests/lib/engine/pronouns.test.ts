import { expect, test } from 'vitest'
import { planEdit } from '@/lib/engine/engine'
import { describeTarget } from '@/lib/engine/target'

function tell(prompt: string, hasSelection = false): string {
  const planned = planEdit({ prompt, seed: 1 }, { hasSelection })
  if (!planned.ok) return planned.error.message
  return planned.plan.ops
    .map((step) => ('target' in step ? `${step.op} ${describeTarget(step.target)}` : step.op))
    .join(', ')
}

test.each([
  ['cut out the dog and sharpen it', 'cutOut the dog, sharpen the dog'],
  ['cut out the dog, then make it brighter', 'cutOut the dog, brightness the dog'],
  ['cut out the dog and put it on a red background', 'cutOut the dog, cutOut the dog'],
  ['cut out the dogs and sharpen them', 'cutOut all of the dogs, sharpen all of the dogs'],
  ['keep only the cup and make it blue', 'cutOut the cup, recolour the cup'],
  ['remove the background and sharpen it', 'cutOut the subject, sharpen the subject'],
  ['remove the background and add a drop shadow to it', 'cutOut the subject, shadow the subject'],
  ['make the background blue and darken it', 'cutOut the subject, brightness the background'],
  ['put the dog on white and sharpen it', 'cutOut the dog, sharpen the dog'],
  ['blur the background and darken it', 'blur the background, brightness the background'],
  ['blur the background. Then make it warmer.', 'blur the background, warmth the background'],
  [
    'make it pop and sharpen the eyes, then warm it up',
    'vibrance the picture, sharpen the eyes, warmth the picture',
  ],
  [
    'make it brighter, cut out the dog and sharpen it',
    'brightness the picture, cutOut the dog, sharpen the dog',
  ],
  ['blur the background and sharpen it', 'blur the background, sharpen the picture'],
  ['blur the background and make it stronger', 'blur the background'],
  ['make the sky bluer, make it darker', 'tint the sky, brightness the sky'],
  ['darken the sky and make it more dramatic', 'brightness the sky, look the sky'],
  ['make the car red and sharpen it', 'recolour the car, sharpen the car'],
  ['make the red bowl green and brighten it', 'recolour the red bowl, brightness the red bowl'],
  ['darken the cup and make it blue', 'brightness the cup, recolour the cup'],
  ['make her eyes green and brighten them', 'recolour the eyes, brightness the eyes'],
  ['smooth the skin and brighten it', 'smooth the skin, brightness the skin'],
  [
    'brighten the left dog, sharpen it and make it warmer',
    'brightness the left dog, sharpen the left dog, warmth the left dog',
  ],
  ['remove the dog and make it brighter', 'remove the dog, brightness the picture'],
  ['crop to the dog and make it brighter', 'crop the dog, brightness the picture'],
  ['crop to a square and sharpen it', 'crop the picture, sharpen the picture'],
  ['rotate it 90 degrees and make it warmer', 'rotate, warmth the picture'],
  ['darken the sky and crop it to 16:9', 'brightness the sky, crop the picture'],
  [
    'darken the sky, sharpen the picture and make it warmer',
    'brightness the sky, sharpen the picture, warmth the picture',
  ],
  ['add a vignette and make it darker', 'vignette the picture'],
  ['add a vignette and make it warmer', 'vignette the picture, warmth the picture'],
  ['add a frame and make it black', 'frame'],
  ['write "SALE" and make it red', 'text'],
  ['make the dog brighter and the rest darker', 'brightness the dog, brightness everything except the dog'],
  [
    'make the subject brighter and the rest black and white',
    'brightness the subject, grayscale the background',
  ],
  ['blur the sky, it is too bright', 'blur the sky, brightness the sky'],
  ["sharpen the dog, it's too dark", 'sharpen the dog, brightness the dog'],
  ["it's too dark, brighten it", 'brightness the picture'],
  ['make it so it is warm', 'warmth the picture'],
  ['抠出狗，然后锐化它', 'cutOut the dog, sharpen the dog'],
  ['模糊背景，并把它变暗', 'blur the background, brightness the background'],
])('%s', (prompt, expected) => {
  expect(tell(prompt)).toBe(expected)
})

test.each([
  ['sharpen it', 'sharpen what is selected'],
  ['cut out the dog and sharpen it', 'cutOut the dog, sharpen the dog'],
  ['make this blue and sharpen it', 'recolour what is selected, sharpen what is selected'],
  ['remove the dog and sharpen it', 'remove the dog, sharpen what is selected'],
  ['add an outline and make it red', 'outline the subject'],
  ['make these two blue', 'recolour what is selected'],
])('with something selected: %s', (prompt, expected) => {
  expect(tell(prompt, true)).toBe(expected)
})

test('what is told of an effect is one with it', () => {
  const planned = planEdit({ prompt: 'add a black frame, make it thin', seed: 1 })
  expect(planned).toMatchObject({ ok: true, description: 'I will: add a black frame of 2 %' })
})

test.each([
  ['make the car red and keep everything else the same', 'recolour the car'],
  ['make the car red, leave the rest as it is', 'recolour the car'],
  ['make the sky bluer without changing anything else', 'tint the sky'],
  ["make the sky bluer. Don't touch anything else.", 'tint the sky'],
  ['keep everything else unchanged, blur the background', 'blur the background'],
])('“%s” asks for what is done anyway', (prompt, expected) => {
  expect(tell(prompt)).toBe(expected)
})

test('what changes all of the picture cannot keep the rest of it', () => {
  expect(tell('make it brighter and keep everything else the same')).toBe(
    'I cannot follow “keep everything else the same”: to make the picture 20 % brighter changes all of it. Name the part that should change.',
  )
})
