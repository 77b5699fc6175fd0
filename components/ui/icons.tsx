import type { SVGProps } from 'react'
import { cn } from '@/lib/cn'
import drawn from './icons.svg'

type IconProps = SVGProps<SVGSVGElement>

/**
 * An icon by its name at lucide. Its path lies in one file that the browser fetches once and keeps (`npm run icons` draws
 * it), so the page's program holds names alone.
 */
function Icon({ name, className, ...rest }: IconProps & { name: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" {...rest} className={cn('lucide', className)}>
      <use href={`${drawn.src}#${name}`} />
    </svg>
  )
}

export const ArrowRightLeft = (props: IconProps) => <Icon {...props} name="ArrowRightLeft" />
export const Ban = (props: IconProps) => <Icon {...props} name="Ban" />
export const BookMarked = (props: IconProps) => <Icon {...props} name="BookMarked" />
export const Brush = (props: IconProps) => <Icon {...props} name="Brush" />
export const Check = (props: IconProps) => <Icon {...props} name="Check" />
export const ChevronDown = (props: IconProps) => <Icon {...props} name="ChevronDown" />
export const ChevronLeft = (props: IconProps) => <Icon {...props} name="ChevronLeft" />
export const ChevronRight = (props: IconProps) => <Icon {...props} name="ChevronRight" />
export const ChevronUp = (props: IconProps) => <Icon {...props} name="ChevronUp" />
export const ChevronsLeftRight = (props: IconProps) => <Icon {...props} name="ChevronsLeftRight" />
export const ChevronsUpDown = (props: IconProps) => <Icon {...props} name="ChevronsUpDown" />
export const CircleHelp = (props: IconProps) => <Icon {...props} name="CircleHelp" />
export const CircleQuestionMark = (props: IconProps) => <Icon {...props} name="CircleQuestionMark" />
export const CircleSlash = (props: IconProps) => <Icon {...props} name="CircleSlash" />
export const Clock = (props: IconProps) => <Icon {...props} name="Clock" />
export const CloudOff = (props: IconProps) => <Icon {...props} name="CloudOff" />
export const Columns2 = (props: IconProps) => <Icon {...props} name="Columns2" />
export const Contrast = (props: IconProps) => <Icon {...props} name="Contrast" />
export const Copy = (props: IconProps) => <Icon {...props} name="Copy" />
export const Dices = (props: IconProps) => <Icon {...props} name="Dices" />
export const Download = (props: IconProps) => <Icon {...props} name="Download" />
export const Ellipsis = (props: IconProps) => <Icon {...props} name="Ellipsis" />
export const Eraser = (props: IconProps) => <Icon {...props} name="Eraser" />
export const Eye = (props: IconProps) => <Icon {...props} name="Eye" />
export const EyeOff = (props: IconProps) => <Icon {...props} name="EyeOff" />
export const Folder = (props: IconProps) => <Icon {...props} name="Folder" />
export const FolderInput = (props: IconProps) => <Icon {...props} name="FolderInput" />
export const GitBranch = (props: IconProps) => <Icon {...props} name="GitBranch" />
export const Grid3x3 = (props: IconProps) => <Icon {...props} name="Grid3x3" />
export const Hourglass = (props: IconProps) => <Icon {...props} name="Hourglass" />
export const ImageDown = (props: IconProps) => <Icon {...props} name="ImageDown" />
export const ImagePlus = (props: IconProps) => <Icon {...props} name="ImagePlus" />
export const KeyRound = (props: IconProps) => <Icon {...props} name="KeyRound" />
export const HardDrive = (props: IconProps) => <Icon {...props} name="HardDrive" />
export const Layers = (props: IconProps) => <Icon {...props} name="Layers" />
export const Link = (props: IconProps) => <Icon {...props} name="Link" />
export const ListFilter = (props: IconProps) => <Icon {...props} name="ListFilter" />
export const ListTree = (props: IconProps) => <Icon {...props} name="ListTree" />
export const LogOut = (props: IconProps) => <Icon {...props} name="LogOut" />
export const Maximize = (props: IconProps) => <Icon {...props} name="Maximize" />
export const Minus = (props: IconProps) => <Icon {...props} name="Minus" />
export const Monitor = (props: IconProps) => <Icon {...props} name="Monitor" />
export const Moon = (props: IconProps) => <Icon {...props} name="Moon" />
export const PanelLeft = (props: IconProps) => <Icon {...props} name="PanelLeft" />
export const PanelRight = (props: IconProps) => <Icon {...props} name="PanelRight" />
export const Pause = (props: IconProps) => <Icon {...props} name="Pause" />
export const Pencil = (props: IconProps) => <Icon {...props} name="Pencil" />
export const Play = (props: IconProps) => <Icon {...props} name="Play" />
export const Plus = (props: IconProps) => <Icon {...props} name="Plus" />
export const Redo2 = (props: IconProps) => <Icon {...props} name="Redo2" />
export const RotateCw = (props: IconProps) => <Icon {...props} name="RotateCw" />
export const ScanSearch = (props: IconProps) => <Icon {...props} name="ScanSearch" />
export const Search = (props: IconProps) => <Icon {...props} name="Search" />
export const ShieldCheck = (props: IconProps) => <Icon {...props} name="ShieldCheck" />
export const SlidersHorizontal = (props: IconProps) => <Icon {...props} name="SlidersHorizontal" />
export const Square = (props: IconProps) => <Icon {...props} name="Square" />
export const SquareDashedMousePointer = (props: IconProps) => (
  <Icon {...props} name="SquareDashedMousePointer" />
)
export const SquareSplitHorizontal = (props: IconProps) => <Icon {...props} name="SquareSplitHorizontal" />
export const SquareSplitVertical = (props: IconProps) => <Icon {...props} name="SquareSplitVertical" />
export const SquareStack = (props: IconProps) => <Icon {...props} name="SquareStack" />
export const Star = (props: IconProps) => <Icon {...props} name="Star" />
export const Sun = (props: IconProps) => <Icon {...props} name="Sun" />
export const Trash2 = (props: IconProps) => <Icon {...props} name="Trash2" />
export const TriangleAlert = (props: IconProps) => <Icon {...props} name="TriangleAlert" />
export const Undo2 = (props: IconProps) => <Icon {...props} name="Undo2" />
export const Upload = (props: IconProps) => <Icon {...props} name="Upload" />
export const X = (props: IconProps) => <Icon {...props} name="X" />
