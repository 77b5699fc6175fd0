import type { Transform } from './transform'

/** Pixels of the result over which a composite passes from one picture to the other when nobody says otherwise. */
export const FEATHER_RESULT_PX = 4

/** A feather that suits the detail of the result, in original pixels. */
export const suggestFeather = ({ scaleX, scaleY }: Transform): number =>
  Math.round(FEATHER_RESULT_PX * Math.max(1, Math.sqrt(Math.abs(scaleX * scaleY))))
