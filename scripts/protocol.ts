/** `npm run protocol -- check FILE... | list | diagram ID`: for whoever writes protocols, without a running hub. */
import { protocolCommand } from './lib/protocols/command.ts'

// npm goes to the project's folder and leaves word of where it was called.
const from = process.env['INIT_CWD'] ?? process.cwd()
const { out, err, code } = await protocolCommand(process.argv.slice(2), from)
process.stdout.write(out)
process.stderr.write(err)
process.exitCode = code
