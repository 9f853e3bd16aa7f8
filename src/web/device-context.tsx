/** Screens reach the device through here. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Device, OutboxItem } from '../device/device.ts';
import type { Rows } from '../device/rows.ts';
import type { FeedTable } from '../shared/command.ts';

/** Null where no notebook is open. */
export const DeviceContext = createContext<Device | null>(null);
export const DeviceProvider = DeviceContext.Provider;

/** The unlocked device; only screens behind the door may ask. */
export function useDevice(): Device {
  const device = useContext(DeviceContext);
  if (!device) throw new Error('this screen needs an unlocked device');
  return device;
}

/** Rows of one table; the screen is drawn again when they change. */
export function useRows<T extends FeedTable>(table: T): ReadonlyMap<string, Rows[T]> {
  const device = useDevice();
  return useSyncExternalStore(device.subscribe, () => device.rows(table));
}

/** What has not been read back yet, oldest first. */
export function useOutbox(): readonly OutboxItem[] {
  const device = useDevice();
  return useSyncExternalStore(device.subscribe, device.outbox);
}

/** One fact about the device, such as when everything was last matched. */
export function useDeviceState<T extends string | number | boolean | null>(read: (device: Device) => T): T {
  const device = useDevice();
  return useSyncExternalStore(device.subscribe, () => read(device));
}
