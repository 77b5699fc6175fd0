import { engineTasks } from '@/lib/engine/tasks.server'
import { fidelityTasks } from '@/lib/fidelity/tasks.server'
import { type PixelTasks, serveTasks } from '@/lib/images/pixels/pixel-thread.server'

/** A thread of the worker's pool. */
serveTasks({ ...engineTasks, ...fidelityTasks } as PixelTasks)
