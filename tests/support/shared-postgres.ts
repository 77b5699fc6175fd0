import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '@/lib/db/embedded.server'
import { migrateDatabase } from '@/lib/db/migrate.server'
import { createDataFolder } from './data-folder'
import { command, TEMPLATE, urlOf } from './postgres'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the server that all files of a run share; undefined when none of them needs it. */
    postgresUrl: string | undefined
  }
}

/** How a file of tests asks for a database. */
const NEEDS_RECORDS = /support\/(database|batches)'/

/** Starts one PostgreSQL for the whole run: to make a cluster takes longer than most files of tests. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const files = project.vitest.state.getPaths()
  if (!files.some((file) => NEEDS_RECORDS.test(readFileSync(file, 'utf8')))) return undefined
  const { signal } = new AbortController()
  const server = await startEmbedded(signal, createDataFolder())
  await command(server.url, `create database ${TEMPLATE}`)
  await migrateDatabase(signal, urlOf(server.url, TEMPLATE), path.resolve('drizzle'))
  project.provide('postgresUrl', server.url)
  return () => server.stop()
}
