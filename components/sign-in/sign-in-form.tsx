import { PasswordField } from '@/components/sign-in/password-field'
import { Alert } from '@/components/ui/alert'
import { BrandMark } from '@/components/ui/brand-mark'
import { Button } from '@/components/ui/button'

/** A plain form: signing in needs no script. `next` is where it leads. */
export function SignInForm({ next, problem }: { next: string; problem?: string }) {
  return (
    <main className="grid min-h-dvh place-items-center bg-page p-4">
      <form
        method="post"
        action="/api/sign-in"
        aria-label="Sign in"
        className="flex w-full max-w-[320px] flex-col gap-4 rounded-3 bg-raised p-6 shadow-lift-1"
      >
        <h1 className="flex items-center gap-2 text-title">
          <BrandMark />
          Afterimage
        </h1>
        <div className="flex flex-col gap-1.5">
          <label htmlFor="password" className="text-label">
            Password
          </label>
          <PasswordField id="password" problemId={problem && 'problem'} />
          {problem && <Alert id="problem">{problem}</Alert>}
        </div>
        <input type="hidden" name="next" value={next} />
        <Button type="submit" look="strong">
          Sign in
        </Button>
      </form>
    </main>
  )
}
