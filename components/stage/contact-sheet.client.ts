import {
  type ContactSheet,
  SHEET_HEADING_PX,
  SHEET_LABEL_PX,
  SHEET_MARGIN_PX,
  type SheetCell,
} from '@/lib/studio/stage/contact-sheet'
import type { Size } from '@/lib/studio/stage/viewport'

/** Photos are judged on neutral grey, on paper as on the stage. */
const LOOK = { ground: '#262626', crop: '#2e2e2e', ink: '#f2f2f2', quiet: '#b3b3b3' } as const

/** Draws a sheet as a PNG. A picture that cannot be loaded leaves its place empty. */
export async function drawContactSheet(sheet: ContactSheet): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(sheet.width * sheet.scale)
  canvas.height = Math.round(sheet.height * sheet.scale)
  const context = canvas.getContext('2d')!
  context.scale(sheet.scale, sheet.scale)
  context.fillStyle = LOOK.ground
  context.fillRect(0, 0, sheet.width, sheet.height)
  const write = createWriter(context)
  write(
    sheet.heading,
    SHEET_MARGIN_PX,
    SHEET_HEADING_PX / 2 + 6,
    sheet.width - 2 * SHEET_MARGIN_PX,
    'heading',
  )
  for (const cell of sheet.cells) {
    write(cell.title, cell.x, cell.y - SHEET_LABEL_PX + 16, sheet.crop.width, 'title')
    write(cell.facts, cell.x, cell.y - 8, sheet.crop.width, 'facts')
    // One after another: at full size each takes four bytes for every pixel.
    drawCell(context, cell, sheet.crop, cell.picture && (await loadPicture(cell.picture.address)))
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The sheet was too large to draw.'))),
      'image/png',
    ),
  )
}

async function loadPicture(address: string): Promise<HTMLImageElement | undefined> {
  const image = new Image()
  image.src = address
  return image.decode().then(
    () => image,
    () => undefined,
  )
}

function drawCell(
  context: CanvasRenderingContext2D,
  { x, y, picture }: SheetCell,
  crop: Size,
  image: HTMLImageElement | undefined,
): void {
  context.save()
  context.beginPath()
  context.rect(x, y, crop.width, crop.height)
  context.clip()
  context.fillStyle = LOOK.crop
  context.fillRect(x, y, crop.width, crop.height)
  if (picture && image) {
    const { transform, size } = picture
    context.globalAlpha = picture.isDim ? 0.3 : 1
    context.imageSmoothingEnabled = picture.isSmooth
    context.imageSmoothingQuality = 'high'
    context.translate(x + transform.x, y + transform.y)
    context.scale(transform.scaleX, transform.scaleY)
    context.drawImage(image, 0, 0, size.width, size.height)
  }
  context.restore()
}

const FONTS = { heading: '600 15px', title: '500 12px', facts: '400 11px' } as const

/** Writes one line and cuts what does not fit. */
function createWriter(context: CanvasRenderingContext2D) {
  const family = getComputedStyle(document.body).fontFamily
  return (text: string, x: number, y: number, width: number, kind: keyof typeof FONTS) => {
    context.font = `${FONTS[kind]} ${family}`
    context.fillStyle = kind === 'facts' ? LOOK.quiet : LOOK.ink
    let shown = text
    while (shown.length > 1 && context.measureText(shown).width > width)
      shown = `${shown.slice(0, -2).trimEnd()}…`
    context.fillText(shown, x, y)
  }
}
