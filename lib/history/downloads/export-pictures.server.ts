import 'server-only'
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { edits, images, roots } from '@/lib/db/schema'
import { AppError } from '@/lib/errors'
import { writeZip, type ZipEntry } from '@/lib/history/archive/writer.server'
import type { PicturesRequest } from '@/lib/history/downloads/export-pictures'
import type { ExportImage } from '@/lib/history/downloads/proved-export.server'
import { type NameFacts, nameFiles } from '@/lib/history/downloads/template'
import { readRecipeText } from '@/lib/history/recipe-file.server'
import { checkSides } from '@/lib/images/copies/export-limits'
import { FILE_ENDINGS } from '@/lib/images/limits'
import { findModel } from '@/lib/models/catalogue'

type Parts = { db: Records; exportImage: ExportImage }
type Picture = { imageId: string; editId?: string; width: number; height: number; facts: NameFacts }

/** Of a prompt, as much as makes a name. */
const PROMPT_WORDS = 6

/**
 * The pictures of nodes as a ZIP, in the order asked for, each made when its turn comes. Nodes without a picture are
 * left out.
 * @throws AppError `not_found` when there is no picture; `proof_failed` where a composite does not hold any more;
 * `setting_out_of_range` when a format cannot hold one of them
 */
export async function openPictures(
  signal: AbortSignal,
  { db, exportImage }: Parts,
  projectId: string,
  { nodes, template, hasRecipes, ...form }: PicturesRequest,
): Promise<AsyncGenerator<Uint8Array>> {
  const [uploads, results] = [await readUploads(db, projectId), await readResults(db, projectId, nodes)]
  const pictures = nodes.flatMap((node) =>
    node.kind === 'edit' ? (results.get(node.id) ?? []) : (uploads.get(node.imageId) ?? []),
  )
  if (pictures.length === 0) throw new AppError('not_found')
  for (const picture of pictures) checkSides(picture, form.format)
  const facts = pictures.map((picture) => named(picture, uploads))
  const names = nameFiles(template, facts, FILE_ENDINGS[form.format][0])
  const make = async ({ imageId, editId }: Picture) => {
    const recipe = hasRecipes && editId ? await readRecipeText(db, editId, imageId) : undefined
    const options = { ...form, ...(recipe && { recipe }) }
    return (await exportImage(signal, imageId, options)).bytes
  }
  return writeZip(
    pictures.map(
      (picture, index): ZipEntry => ({
        name: names[index]!,
        open: async () => once(await make(picture)),
      }),
    ),
  )
}

async function* once(bytes: Uint8Array) {
  yield bytes
}

type Named = Picture & { rootImageId?: string | null }

/** The name of a result is its title, or the name of the photo at the top of its branch. */
function named({ facts, rootImageId }: Named, uploads: ReadonlyMap<string, Picture>): NameFacts {
  return { ...facts, name: facts.name || (rootImageId && uploads.get(rootImageId)?.facts.name) || 'picture' }
}

async function readUploads(db: Pick<Records, 'select'>, projectId: string): Promise<Map<string, Picture>> {
  const rows = await db
    .select({ root: roots, image: images })
    .from(roots)
    .innerJoin(images, eq(images.id, roots.imageId))
    .where(eq(roots.projectId, projectId))
  return new Map(
    rows.map(({ root, image: { id, width, height } }) => [
      id,
      {
        imageId: id,
        width,
        height,
        facts: { name: root.title ?? withoutEnding(root.name), prompt: '', model: 'original', seed: '' },
      },
    ]),
  )
}

async function readResults(
  db: Pick<Records, 'select'>,
  projectId: string,
  nodes: PicturesRequest['nodes'],
): Promise<Map<string, Named>> {
  const ids = nodes.flatMap((node) => (node.kind === 'edit' ? node.id : []))
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ edit: edits, image: images })
    .from(edits)
    .innerJoin(images, eq(images.id, edits.outputImageId))
    .where(
      and(
        eq(edits.projectId, projectId),
        inArray(edits.id, ids),
        isNull(edits.deletedAt),
        isNotNull(edits.outputImageId),
      ),
    )
  return new Map(
    rows.map(({ edit, image }) => [
      edit.id,
      {
        imageId: image.id,
        editId: edit.id,
        width: image.width,
        height: image.height,
        rootImageId: edit.rootImageId,
        facts: {
          name: edit.title ?? '',
          prompt: edit.prompt.split(/\s+/).slice(0, PROMPT_WORDS).join(' '),
          model: findModel(edit.modelId)?.shortName ?? edit.modelId.split('/').at(-1) ?? '',
          seed: edit.seed === null ? '' : String(edit.seed),
        },
      },
    ]),
  )
}

const withoutEnding = (name: string): string => name.replace(/\.(png|jpe?g|webp)$/i, '')
