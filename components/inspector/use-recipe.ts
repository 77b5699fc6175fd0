'use client'

import { useEffect, useRef, useState } from 'react'
import { useStudioStore } from '@/components/ui/studio-provider'
import type { RecipeView } from '@/lib/edits/recipe'
import { isSettled } from '@/lib/edits/state'
import type { EditView } from '@/lib/edits/view'

/** While an edit goes on nothing is asked before this: a quick one would be slowed by it, and its picture comes first. */
const STEP_MS = 400

export type LoadedRecipe = { recipe?: RecipeView; error?: string }

/** The recipe of an edit, asked for again when the edit moves on: what was sent and answered comes later. */
export function useRecipe(edit: EditView | undefined): LoadedRecipe {
  const store = useStudioStore()
  const [loaded, setLoaded] = useState<LoadedRecipe & { editId?: string }>({})
  const followedId = useRef<string>(undefined)
  const id = edit?.id
  const state = edit?.state
  useEffect(() => {
    if (!id || !state) return
    const isAtRest = isSettled(state) && followedId.current !== id
    followedId.current = id
    let isCurrent = true
    const load = async () => {
      const answer = await store.getState().loadRecipe(id)
      if (!isCurrent) return
      setLoaded(
        answer.ok ? { editId: id, recipe: answer.recipe } : { editId: id, error: answer.error.message },
      )
    }
    const timer = setTimeout(() => void load(), isAtRest ? 0 : STEP_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [store, id, state])
  return loaded.editId === id ? loaded : {}
}
