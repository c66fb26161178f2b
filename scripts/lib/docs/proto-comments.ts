import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exec } from '../steps.ts'

/** As much of buf's image (a FileDescriptorSet in JSON) as comments need. Paths: google/protobuf/descriptor.proto, SourceCodeInfo. */
interface Image {
  readonly file: readonly {
    readonly package: string
    readonly messageType?: readonly { readonly name: string; readonly field?: readonly { readonly name: string }[] }[]
    readonly sourceCodeInfo?: { readonly location: readonly Location[] }
  }[]
}
interface Location {
  readonly path?: readonly number[]
  readonly leadingComments?: string
  readonly trailingComments?: string
}

const MESSAGE_TYPE = 4
const FIELD = 2

/** Comments of messages and fields, by full name: `amparo.common.v1.Signed`, `amparo.common.v1.Signed.payload`. */
export async function protoComments(): Promise<ReadonlyMap<string, string>> {
  const comments = new Map<string, string>()
  for (const file of (await image()).file) {
    const at = new Map(file.sourceCodeInfo?.location.map(location => [location.path?.join('.') ?? '', location]))
    const keep = (name: string, ...path: number[]) => {
      const { leadingComments = '', trailingComments = '' } = at.get(path.join('.')) ?? {}
      const comment = [leadingComments, trailingComments]
        .map(text => text.trim())
        .filter(Boolean)
        .join('; ')
      if (comment) comments.set(name, comment.replaceAll(/\s*\n\s*/g, ' '))
    }
    for (const [i, message] of (file.messageType ?? []).entries()) {
      const name = `${file.package}.${message.name}`
      keep(name, MESSAGE_TYPE, i)
      for (const [j, field] of (message.field ?? []).entries()) {
        keep(`${name}.${field.name}`, MESSAGE_TYPE, i, FIELD, j)
      }
    }
  }
  return comments
}

async function image(): Promise<Image> {
  const folder = mkdtempSync(join(tmpdir(), 'amparo-proto-'))
  try {
    const file = join(folder, 'image.json')
    const { code, output } = await exec('buf', ['build', 'proto', '--output', file])
    if (code !== 0) throw new Error(output)
    return JSON.parse(readFileSync(file, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
