/** Belongs to every recipe: raise it whenever the same instruction gives other bytes than before. */
export const ENGINE_VERSION = '3.37.0'
