import { PlainPage } from '@/components/ui/plain-page'

export const metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <PlainPage title="This does not exist">
      <p>
        It was deleted, or the address is wrong.{' '}
        <a href="/projects" className="text-ink underline underline-offset-2">
          Go to the projects
        </a>
      </p>
    </PlainPage>
  )
}
