/** The whole program of a child: one task in, one answer out, by the standard streams alone. */
import { buffer } from 'node:stream/consumers'
import { doTask } from './do-task.ts'

const { name, input } = JSON.parse((await buffer(process.stdin)).toString('utf8'))
const answer = JSON.stringify(await doTask(name, input))
// Decoders may still be at work on pictures that nobody asked for.
process.stdout.write(answer, () => process.exit(0))
