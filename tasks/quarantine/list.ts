import { listItems } from '../../lib/quarantine';
import { defineTask } from '../../lib/run/define-task';

interface ListedItem {
  readonly id: string;
  readonly origin: string;
  readonly kind: string;
  readonly bytes: number;
  readonly until: string;
}

export default defineTask({
  name: 'Quarantine.List',
  summary: 'List the originals that wait in quarantine',
  taskFiles: 'optional',
  run: ({ system, paths, log }) => ({
    items: listItems(system, paths, (folder) => {
      log.warn(`the manifest of an original is lost or damaged, and only you can tell where it belongs: ${folder}`);
    }).map(({ manifest }): ListedItem => {
      const { id, origin, kind, bytes, quarantined, ttlDays } = manifest;
      return {
        id,
        origin,
        kind,
        bytes,
        until: new Date(quarantined.wall + ttlDays * 86_400_000).toISOString().slice(0, 10),
      };
    }),
  }),
  show: (data) => {
    const { items } = data as { readonly items: readonly ListedItem[] };
    if (items.length === 0) return 'the quarantine is empty';
    return items
      .map(
        ({ id, origin, bytes, until }) =>
          `${id}  until ${until}  ${String(Math.ceil(bytes / 1024)).padStart(7)} KB  ${origin}`,
      )
      .join('\n');
  },
});
