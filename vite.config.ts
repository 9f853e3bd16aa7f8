import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { buildParts } from './src/web/build-parts.ts';

const parts = buildParts();

/**
 * The browser app: `index.html` and everything it reaches, into `dist/web`. Messages are compiled before (npm run wording), not by
 * a plugin, so that the server and the tests read the same files. The gallery page is not an entry and so is not built.
 */
export default defineConfig({
  plugins: [
    react(),
    parts.plugin,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/web',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      // The app registers it itself (frame/app-update.ts): an inline script would break the content policy.
      injectRegister: null,
      injectManifest: {
        // Everything Today needs without a network; letters of other scripts are fetched when a name needs them.
        globPatterns: ['**/*.{html,js,css,svg,webmanifest}', 'assets/noto-*-{latin,tamil}-{400,700}-normal-*.woff2', 'icons/*.png'],
        // Half a megabyte of common passwords, wanted only when somebody chooses their own words, which needs a network anyway.
        globIgnores: ['assets/judge-own-*.js'],
        maximumFileSizeToCacheInBytes: 4_000_000,
      },
      manifest: {
        id: '/',
        name: 'Kith',
        short_name: 'Kith',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#f6f5ee',
        theme_color: '#f6f5ee',
        icons: [
          { src: '/icons/kith-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: '/icons/kith-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: '/icons/kith-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
  build: {
    target: 'es2022',
    outDir: 'dist/web',
    emptyOutDir: true,
    // The policy allows fonts and pictures from this server only, so nothing is inlined as a data address.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: parts.partOf, includeDependenciesRecursively: false }] },
      },
    },
    modulePreload: {
      polyfill: false,
      // What the first pages need besides themselves is asked for at once. For all others the list would weigh more than it spares: their code is
      // on the phone before anybody goes there.
      resolveDependencies: (file, needed, { hostType }) =>
        hostType === 'html' || /^assets\/(sign-in|set-up-vault)-page/.test(file) ? needed : [],
    },
  },
  server: { port: 5173, strictPort: true, proxy: { '/api': 'http://127.0.0.1:8420' } },
});
