'use client'

import { useStudio } from '@/components/ui/studio-provider'

/** Whether the picture of an edit is being proved for its download, which takes a second or two. */
export const useProving = (editId: string | undefined): boolean =>
  useStudio(({ proofCheck }) => proofCheck?.isUnderWay === true && proofCheck.editId === editId)
