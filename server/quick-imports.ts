/**
 * Before everything else: spares Node.js a detour for each of Drizzle's many files. It would read and parse Drizzle's
 * package.json (180 kB) for every import between them, 0.3 s and 50 MB of memory in all, to learn that they are modules.
 */
import { registerHooks } from 'node:module'

registerHooks({
  resolve(specifier, context, next) {
    const from = context.parentURL
    const isWithin = from?.includes('/node_modules/drizzle-orm/') && specifier.startsWith('.') && specifier.endsWith('.js')
    return isWithin ? { url: new URL(specifier, from).href, format: 'module', shortCircuit: true } : next(specifier, context)
  },
})
