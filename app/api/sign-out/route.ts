import { entering, SAFE_HEADERS } from '@/app/api/handle'

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
