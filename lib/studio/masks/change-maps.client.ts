import type { ChangeMaps } from '@/lib/studio/slice'

const files = () => import('@/lib/studio/masks/map-files.client')

/** How the maps of an edit come to this browser, and how a painted mask leaves it. Fetched with the first map. */
export const changeMaps: ChangeMaps = {
  readMap: async (...args) => (await files()).readMap(...args),
  readMask: async (...args) => (await files()).readMask(...args),
  drawFile: async (...args) => (await files()).drawFile(...args),
}
