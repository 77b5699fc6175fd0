import type { Uploads } from '@/lib/studio/slice'

const upload = () => import('@/lib/images/upload/upload.client')
const thumbnail = () => import('@/lib/images/upload/thumbnail.client')
const fileWorker = () => import('@/lib/images/upload/file-worker.client')

/** How photos go from this browser to `/api/images`. Fetched with the first photo, not with the page. */
export const uploads: Uploads = {
  prepare: async () => {
    // What does not come now is asked for again with the first photo.
    const [worker] = await Promise.allSettled([fileWorker(), upload(), thumbnail()])
    if (worker.status === 'fulfilled') worker.value.prepareFileWorker()
  },
  sendFile: async (...args) => (await upload()).uploadImage(...args),
  sendUrl: async (...args) => (await upload()).uploadFromUrl(...args),
  makeThumbnail: async (...args) => (await thumbnail()).makeThumbnail(...args),
  releaseThumbnail: (url) => URL.revokeObjectURL(url),
}
