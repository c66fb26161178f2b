import type { Plugin } from 'esbuild'

/** Whoever bundles zod words its faults itself: of its messages in fifty languages none is shown. */
export const onlyEnglishOfZod: Plugin = {
  name: 'only-english-of-zod',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js'",
    }))
  },
}
