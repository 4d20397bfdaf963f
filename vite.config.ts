import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The server writes a fresh nonce over this word in every page it sends. */
const noncePlaceholder = '__CSP_NONCE__'

export default defineConfig({
  root: 'client',
  plugins: [react()],
  html: { cspNonce: noncePlaceholder },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    // A data: URL would need img-src and font-src to be wider than 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
