/**
 * Settings of glibc's allocator for processes that work on large pictures: without them it keeps for later what a
 * picture took; blocks that are mapped one by one go back to the system as soon as they are free (mallopt(3)). Other
 * systems do not read them. A process takes them at its start.
 */
export const GIVES_MEMORY_BACK = { MALLOC_MMAP_THRESHOLD_: '1000000', MALLOC_ARENA_MAX: '2' }
