import { TopBar } from '@/components/ui/top-bar'

export const metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <div className="flex min-h-dvh flex-col bg-page">
      <TopBar />
      <main className="mx-auto w-full max-w-[640px] px-8 py-12 max-sm:px-4">
        <h1 className="text-title">This does not exist</h1>
        <p className="mt-1 text-body text-ink-2">
          It was deleted, or the address is wrong.{' '}
          <a href="/projects" className="text-ink underline underline-offset-2">
            Go to the projects
          </a>
        </p>
      </main>
    </div>
  )
}
