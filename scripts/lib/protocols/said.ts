import { relative } from 'node:path'
import { type Fault, formatFault } from '@amparo/protocols'

/** With the file as it would be typed here. */
export function saidOf(fault: Fault): string {
  const near = relative(process.cwd(), fault.file)
  return formatFault(near.startsWith('..') ? fault : { ...fault, file: near })
}
