import { makeThumbnail, releaseThumbnail } from '@/lib/images/thumbnail.client'
import { uploadFromUrl, uploadImage } from '@/lib/images/upload.client'
import type { Uploads } from '@/lib/studio/slice'

/** How photos go from this browser to `/api/images`. */
export const uploads: Uploads = {
  sendFile: (signal, file, onProgress) => uploadImage(signal, file, onProgress),
  sendUrl: uploadFromUrl,
  makeThumbnail,
  releaseThumbnail,
}
