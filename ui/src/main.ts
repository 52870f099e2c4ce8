import "./fonts.css";
import "./tokens.css";
import "./base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { look } from "./desk/look.svelte";

look.start();

const target = document.getElementById("app");
if (target) mount(App, { target });
