import 'server-only'
import { lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici'
import { AppError } from '@/lib/errors'

type IsAllowed = (address: string) => boolean

/**
 * An agent whose sockets reach allowed addresses only. A name is asked once, all its answers are judged, and the
 * socket gets exactly the judged ones, so a name that changes its mind (DNS rebinding) gains nothing. What the socket
 * reached in the end is judged once more.
 */
export function createGuardedAgent(isAllowed: IsAllowed, lookup: LookupFunction = systemLookup): Agent {
  const connect = buildConnector({ lookup: guardLookup(isAllowed, lookup) })
  return new Agent({
    connect(options, callback) {
      connect(options, (error, socket) => {
        if (!socket) return callback(error ?? new Error('no socket'), null)
        if (isAllowed(socket.remoteAddress ?? '')) return callback(null, socket)
        socket.destroy()
        callback(new AppError('url_not_allowed'), null)
      })
    },
  })
}

function guardLookup(isAllowed: IsAllowed, lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, answers) => {
      if (error) return callback(error, [])
      const list = Array.isArray(answers)
        ? answers
        : [{ address: answers, family: options.family === 6 ? 6 : 4 }]
      if (!list.every(({ address }) => isAllowed(address)))
        return callback(new AppError('url_not_allowed'), [])
      const [first] = list
      if (options.all || !first) return callback(null, list)
      callback(null, first.address, first.family)
    })
  }
}
