'use client'

import { useEffect, useState } from 'react'
import { useStudioStore } from '@/components/ui/studio-provider'
import type { RecipeView } from '@/lib/edits/recipe'
import type { EditView } from '@/lib/edits/view'

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
    void store
      .getState()
      .loadRecipe(id)
      .then((answer) => {
        if (!isCurrent) return
        setLoaded(
          answer.ok ? { editId: id, recipe: answer.recipe } : { editId: id, error: answer.error.message },
        )
      })
    return () => {
      isCurrent = false
    }
  }, [store, id, state])
  return loaded.editId === id ? loaded : {}
}
