/** `npm run protocol -- check FILE... | list | diagram ID`: for whoever writes protocols, without a running hub. */
import { CALLED_IN } from './lib/given-path.ts'
import { endIfUnprintable } from './lib/printing.ts'
import { protocolCommand } from './lib/protocols/command.ts'

endIfUnprintable()
const { out, err, code } = await protocolCommand(process.argv.slice(2), CALLED_IN)
process.stdout.write(out)
process.stderr.write(err)
process.exitCode = code
