'use client'

import { useEffect, useState } from 'react'
import { useStudioStore } from '@/components/ui/studio-provider'
import type { RecipeView } from '@/lib/edits/recipe'
import { isSettled } from '@/lib/edits/state'
import type { EditView } from '@/lib/edits/view'

/** A step that is over sooner is not asked about: a quick edit would be slowed by the questions. */
const STEP_MS = 400

export type LoadedRecipe = { recipe?: RecipeView; error?: string }

/** The recipe of an edit, asked for again when the edit moves on: what was sent and answered comes later. */
export function useRecipe(edit: EditView | undefined): LoadedRecipe {
  const store = useStudioStore()
  const [loaded, setLoaded] = useState<LoadedRecipe & { editId?: string }>({})
  const id = edit?.id
  const state = edit?.state
  useEffect(() => {
    if (!id || !state) return
    let isCurrent = true
    const load = async () => {
      const answer = await store.getState().loadRecipe(id)
      if (!isCurrent) return
      setLoaded(
        answer.ok ? { editId: id, recipe: answer.recipe } : { editId: id, error: answer.error.message },
      )
    }
    const timer = setTimeout(() => void load(), isSettled(state) ? 0 : STEP_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [store, id, state])
  return loaded.editId === id ? loaded : {}
}
