'use client'

import { Field } from '@/components/ui/field'

/** Has the focus as soon as it is there: there is nothing else to do on its page. */
export function PasswordField({ id, problemId }: { id: string; problemId?: string }) {
  return (
    <Field
      id={id}
      ref={takeFocus}
      type="password"
      className="h-8"
      name="password"
      required
      maxLength={1000}
      autoComplete="current-password"
      aria-invalid={problemId ? true : undefined}
      aria-describedby={problemId}
    />
  )
}

const takeFocus = (field: HTMLInputElement | null) => field?.focus()
