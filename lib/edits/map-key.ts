/**
 * Grey pictures that belong to an edit: how much each pixel changed, to which region it belongs, and, of a composite,
 * what was taken from the result.
 */
export const MAP_KINDS = ['changes', 'regions', 'mask'] as const
export type MapKind = (typeof MAP_KINDS)[number]

export const mapKey = (editId: string, kind: MapKind): string => `fidelity/${editId}/${kind}.png`
