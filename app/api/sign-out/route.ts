import { entering } from '@/app/api/handle'
import { SAFE_HEADERS } from '@/lib/auth/page-headers'

export const dynamic = 'force-dynamic'

/**
 * `POST /api/sign-out`: ends the session for good, also for whoever has a copy of its cookie. The photos and drafts that
 * this browser keeps go too: the next person at it may be another one.
 */
export const POST = entering(
  async ({ headers }, { sessions }) =>
    new Response(null, {
      status: 303,
      headers: {
        ...SAFE_HEADERS,
        location: '/sign-in',
        'set-cookie': await sessions.end(headers),
        'clear-site-data': '"cache", "storage"',
      },
    }),
)
