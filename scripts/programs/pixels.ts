import { serveTasks } from '@/lib/images/pixel-thread.server'

serveTasks({})
