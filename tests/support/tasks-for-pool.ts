import { getPriority } from 'node:os'
import { threadId } from 'node:worker_threads'
import { AppError } from '@/lib/errors'
import { serveTasks } from '@/lib/images/pixels/pixel-thread.server'

class Refusal extends AppError {
  readonly details = { clause: 'make it so' }
}

serveTasks({
  double: (_signal, numbers: Uint8Array) => ({
    doubled: numbers.map((number) => number * 2),
    from: threadId,
  }),
  whoAmI: () => threadId,
  priority: () => getPriority(0),
  progress: (_signal, _payload, onProgress) => {
    for (const share of [0.25, 0.5, 1]) onProgress?.(share)
    return 'done'
  },
  refuse: () => {
    throw new Refusal('TARGET_NOT_FOUND', 'Nothing there.')
  },
  crash: () => process.exit(7),
  wait: (signal, _payload, onProgress) =>
    new Promise((_, reject) => {
      onProgress?.(0)
      const idle = setInterval(() => undefined, 1_000)
      signal.addEventListener('abort', () => {
        clearInterval(idle)
        reject(new AppError('cancelled'))
      })
    }),
  spin: (_signal, _payload, onProgress) => {
    onProgress?.(0)
    for (;;);
  },
})
