/**
 * The pixels of a raster as one number each, 0xAABBGGRR: read and written at once, a loop takes half the time. Every
 * machine that runs Node stores the low byte first.
 */
export const pixelsOf = ({ data }: { data: Uint8Array }): Uint32Array =>
  new Uint32Array(data.buffer, data.byteOffset, data.length / 4)
