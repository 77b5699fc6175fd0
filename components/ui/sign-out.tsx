import { IconButton } from '@/components/ui/icon-button'
import { LogOut } from '@/components/ui/icons'

/** A plain form: it leads away from everything that the page still holds. */
export function SignOut() {
  return (
    <form method="post" action="/api/sign-out">
      <IconButton type="submit" label="Sign out" icon={<LogOut />} />
    </form>
  )
}
