import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { describe, expect, it, onTestFinished } from 'vitest'
import { root } from '../steps.ts'
import { protocolCommand } from './command.ts'

const broken = 'libs/protocols/test/fixtures/broken'

describe('npm run protocol', () => {
  it('checks a file: who must act by when, the ways to each end, and no faults', async () => {
    const { out, code } = await protocolCommand(
      ['check', 'libs/protocols/data/protocols/oas-64-standard.v1.yaml'],
      root,
    )
    expect(code).toBe(0)
    expect(out).toContain('oas-64-standard, version 1')
    expect(out).toMatch(/requested +recipient +.*accept 2 h \/ 72 h \/ 14 days \(recipient\)/)
    expect(out).toMatch(/cancelled +cancel → cancelled/)
    expect(out.endsWith('No faults.\n')).toBe(true)
  })

  it('prints every fault with its place as it would be typed there, and ends with 1', async () => {
    const said = await protocolCommand(
      ['check', 'unknown-word.yaml', 'no-deadline.yaml', '--with', '../sound'],
      join(root, broken),
    )
    expect(said.out.split('\n')).toContain(
      'unknown-word.yaml:14:172 unknown_word "moved" is not among the words: nobody could read it.',
    )
    expect(said.out).toContain(
      'no-deadline.yaml:10:3 no_deadline In "sent" no deadline runs: it could be forgotten there.',
    )
    expect(said).toMatchObject({ code: 1, err: expect.stringMatching(/^There are \d+ faults\.\n$/) })
  })

  it('takes a protocol from outside, with the fragments that come with Amparo', async () => {
    const folder = tempDir('protocol')
    onTestFinished(() => removeTempDir(folder))
    const text = '{ es: Texto, en: Text, fr: Texte, pt: Texto }'
    writeFileSync(
      join(folder, 'own.yaml'),
      `protocol: own\nversion: 1\nfamily: oas-64-standard\nname: ${text}\nabout: ${text}\nsources: [ours]
include: [words, everyday]\nstart: sent
states:
  sent: { status: requested, turn: recipient, text: ${text} }
  done: { status: completed, final: true, text: ${text} }
steps:
  finish: { by: recipient, scopes: [referral:decide], from: [sent], to: done, text: ${text} }
deadlines:
  answer: { text: ${text}, in: [sent], since: opened, within: { businessDays: 3 }, owner: recipient, then: [{ do: supervisor }] }
`,
    )
    const { out, code } = await protocolCommand(['check', 'own.yaml'], folder)
    expect(out).toMatch(/own, version 1: Text\n[\s\S]*answer 3 working days \(recipient\)[\s\S]*No faults\.\n$/)
    expect(code).toBe(0)
    expect((await protocolCommand(['list', '--with', '.'], folder)).out).toContain('own ')
  })

  it('lists what there is, and draws it the same each time', async () => {
    expect((await protocolCommand(['list'], root)).out).toMatch(/^child-safeguarding +version 1 +Child safeguarding$/m)
    const [first, again] = [
      await protocolCommand(['diagram', 'oas-64-standard', '--lang', 'fr'], root),
      await protocolCommand(['diagram', 'oas-64-standard', '--lang', 'fr'], root),
    ]
    expect(first.out).toMatch(/^<svg [\s\S]*Envoyer[\s\S]*<\/svg>\n$/)
    expect(again.out).toBe(first.out)
  })

  it.each([
    [[], /^Say what is to be done\.\n\nUsage: /],
    [['chekc'], /^chekc is no command\. .*\n\nUsage: /],
    [
      ['/nowhere.yaml'],
      /^\/nowhere\.yaml is no command\. A file is checked by: npm run protocol -- check FILE\n\nUsage: /,
    ],
    [['check'], /^Say which files\.\n\nUsage: /],
    [['check', '--fast'], /^Unknown option '--fast'\n\nUsage: /],
    [['diagram', 'oas-64-standard', '--lang', 'de'], /^There is no diagram in the language de\.\n\nUsage: /],
    [['diagram'], /^Say which protocol: npm run protocol -- list\n\nUsage: /],
    [['diagram', 'none'], /^There is no protocol "none"/],
    [['check', 'nowhere.yaml'], /^There is no nowhere\.yaml\.$/m],
  ])('%j is answered with how it is used', async (args, words) => {
    expect(await protocolCommand(args, root)).toEqual({ out: '', err: expect.stringMatching(words), code: 1 })
  })

  it('says how it is used to who asks', async () => {
    expect(await protocolCommand(['--help'], root)).toMatchObject({ out: expect.stringMatching(/^Usage: /), code: 0 })
  })
})
