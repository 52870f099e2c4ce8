import { expect, test } from "vitest";
import { forgetWhatRoomsKeep } from "../../desk/person-leaves";
import { newRequest } from "./new-request.svelte";

test("what is typed of a request stands there until it is registered, or its person leaves the desk", () => {
  expect(newRequest.isBegun).toBe(false);
  newRequest.facts.name = "Poul Bille";
  newRequest.titleIsOwn = true;
  newRequest.title = "Aktindsigt";
  newRequest.receivedOn = "02-11-2026";
  expect(newRequest.isBegun).toBe(true);
  forgetWhatRoomsKeep();
  expect(newRequest.isBegun).toBe(false);
  expect([newRequest.facts.name, newRequest.title, newRequest.receivedOn]).toEqual(["", "", ""]);
});
