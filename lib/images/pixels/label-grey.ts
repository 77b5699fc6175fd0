/** Labels as greys: as far apart as they can be, so that no conversion on the way turns one into another. */

/** The grey, 0 to 255, of a label of `count`; 0 is no label. */
export const greyOfLabel = (label: number, count: number): number => Math.round((255 * label) / count)

/** The label whose grey is nearest. */
export const labelOfGrey = (grey: number, count: number): number => Math.round((grey * count) / 255)
