import type { Answer, StudioCommands } from '@/lib/studio/commands'

type Command = (...asked: unknown[]) => Promise<Answer>

/** The same commands, which also tell when one was refused because the session has ended. */
export function heedSession(commands: StudioCommands, onEnded: () => void): StudioCommands {
  const heed =
    (command: Command): Command =>
    async (...asked) => {
      const answer = await command(...asked)
      if (!answer.ok && answer.error.code === 'not_signed_in') onEnded()
      return answer
    }
  const heeded = Object.entries(commands).map(([name, command]) => [name, heed(command as Command)])
  return Object.fromEntries(heeded) as StudioCommands
}
