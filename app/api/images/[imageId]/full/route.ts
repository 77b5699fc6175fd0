import * as z from 'zod'
import { toBody } from '@/app/api/byte-stream'
import { disposition } from '@/app/api/disposition'
import { reading } from '@/app/api/handle'
import { SAFE_HEADERS } from '@/lib/auth/page-headers'
import { AppError } from '@/lib/errors'
import { PROOF_HEADER } from '@/lib/history/downloads/export-proof'
import { readRecipeText } from '@/lib/history/recipe-file.server'
import { exportFormSchema, isPossibleForm } from '@/lib/images/copies/export-form'
import { FILE_ENDINGS, MIME_TYPES } from '@/lib/images/limits'
import { imageIdSchema } from '@/lib/images/record'

export const dynamic = 'force-dynamic'

const querySchema = exportFormSchema
  .extend({
    name: z.string().max(1000).default(''),
    /** The edit whose recipe travels in the file. */
    recipe: z.uuid().optional(),
    /** What is only looked at is not handed out: nothing is proved for it. */
    for: z.enum(['file', 'screen']).default('file'),
  })
  .refine(isPossibleForm)

/**
 * `GET /api/images/ID/full?format=png|jpeg|webp&quality=1..100&metadata=none|keep&recipe=EDIT`: the full size, as a
 * download. The same question gets the same bytes. A composite is proved for each download, and refused when its proof
 * does not hold.
 */
export const GET = reading<{ imageId: string }>(async (request, services, params) => {
  const id = imageIdSchema.safeParse(params.imageId)
  const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!id.success) throw new AppError('not_found')
  if (!query.success) throw new AppError('bad_request')
  const { name, recipe: editId, for: use, ...form } = query.data
  const recipe = editId && (await readRecipeText(services.database.db, editId, id.data))
  const asked = [request.signal, id.data, { ...form, ...(recipe && { recipe }) }] as const
  const { bytes, proof } =
    use === 'file'
      ? await services.exportImage(...asked)
      : { bytes: await services.renditions.exportOf(...asked), proof: undefined }
  return new Response(toBody(bytes), {
    headers: {
      ...SAFE_HEADERS,
      'content-type': MIME_TYPES[form.format],
      'content-length': String(bytes.length),
      'content-disposition': disposition(
        name.replace(/\.(png|jpe?g|webp)$/i, '') || `afterimage-${id.data.slice(0, 8)}`,
        FILE_ENDINGS[form.format][0],
      ),
      // Each download of a composite is proved anew.
      'cache-control': proof ? 'private, no-store' : 'private, max-age=31536000, immutable',
      ...(proof && { [PROOF_HEADER]: proof }),
    },
  })
})
