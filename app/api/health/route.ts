import { checkHealth } from '@/lib/jobs/health.server'
import { getServices } from '@/lib/services.server'
import { version } from '@/package.json'

export const dynamic = 'force-dynamic'

export async function GET(request: Request): Promise<Response> {
  const { database, storage } = getServices()
  const health = await checkHealth(request.signal, { database, storage, version })
  const status = health.status === 'ok' ? 200 : 503
  return Response.json(health, { status, headers: { 'cache-control': 'no-store' } })
}
